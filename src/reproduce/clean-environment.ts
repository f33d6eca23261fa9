/** The variables that a trial gets: without those that load code or certificates into every Node process, or keep its compiled code. */
export function cleanEnvironment(env: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !/^(NODE_|npm_|V8_)/i.test(name));
  return { ...Object.fromEntries(kept), NODE_DISABLE_COMPILE_CACHE: '1' };
}
