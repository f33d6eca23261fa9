/** `npm run bench` measures a diagnosis, `npm run bench fleet` many of them, `npm run bench simulate` forecasts, `npm run bench reproduce` writes the tables of a reproduction. */
if (process.argv[2] === 'fleet') await import('./fleet/bench.js');
else if (process.argv[2] === 'simulate') await import('./simulate/check.js');
else if (process.argv[2] === 'reproduce') await import('./reproduce/bench.js');
else await import('./bench.js');
