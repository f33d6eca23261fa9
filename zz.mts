import { loadSuite } from './test/mutation/suite.ts';
import { globSync } from 'tinyglobby';
for (const g of process.argv.slice(2)) {
  try {
  const {tests}=await loadSuite(globSync(g.split(',')).sort());
  const all:[number,string][]=[];
  for (let round=0;round<2;round++) for (const t of tests) { const b=process.cpuUsage(); const w=performance.now(); await t.run().catch((e)=>console.log(round,t.name, String(e).slice(0,200))); const c=process.cpuUsage(b); if(round==1) all.push([(c.user+c.system)/1000,t.name+' wall '+(performance.now()-w).toFixed(0)]) }
  all.sort((a,b)=>b[0]-a[0]); console.log(g,tests.length,all.reduce((s,a)=>s+a[0],0).toFixed(0)); for(const a of all.slice(0,9)) console.log('   ',a[0].toFixed(0),a[1]);
  } catch (e) { console.log(g, String(e).slice(0,300)) }
}
process.exit(0);
