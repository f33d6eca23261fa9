/** The way of the data: a folder may import those before it in this list, never those after. */
const folders = ['model', 'statistics', 'read', 'rules', 'timeline', 'diagnose', 'gate', 'reproduce', 'warm', 'fleet', 'report', 'cli'];

const oneWay = folders.slice(0, -1).map((folder, place) => ({
  name: `${folder}-knows-nothing-of-what-comes-after`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: `^(bin/|src/(index\\.ts$|(${folders.slice(place + 1).join('|')})/))` },
}));

module.exports = {
  forbidden: [
    ...oneWay,
    { name: 'model-imports-nothing', severity: 'error', from: { path: '^src/model/' }, to: { pathNot: '^(src/model/|package\\.json$)' } },
    {
      name: 'report-takes-the-report-only',
      comment: 'A format needs nothing but the report, so that a new one is one file.',
      severity: 'error',
      from: { path: '^src/report/' },
      to: { path: '^src/', pathNot: '^src/(report|model)/' },
    },
    {
      name: 'folders-are-listed',
      comment: 'A new folder under src/ has its place in the way of the data: add it to this file.',
      severity: 'error',
      from: {},
      to: { path: '^src/[^/]+/', pathNot: `^src/(${folders.join('|')})/` },
    },
    { name: 'the-library-has-no-command-line', severity: 'error', from: { path: '^src/(index|warm/library)\\.ts$' }, to: { path: '^(bin|src/cli)/' } },
    {
      name: 'no-cycles',
      comment: 'A lazy import does not close a cycle: a registry loads the command or format that lists its siblings.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['dynamic-import'] } },
    },
    { name: 'no-test-code', severity: 'error', from: { path: '^(bin|src)/' }, to: { path: '^(test|scripts)/' } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
  },
};
