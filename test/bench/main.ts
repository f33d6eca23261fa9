/** `npm run bench` measures a diagnosis, `npm run bench fleet` many of them. */
if (process.argv[2] === 'fleet') await import('./fleet/bench.js');
else await import('./bench.js');
