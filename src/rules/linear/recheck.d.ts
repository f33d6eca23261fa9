/** The checker's plain JavaScript build: the same functions as the package's main file, without types of its own. */
declare module 'recheck/lib/browser.js' {
  const recheck: { readonly checkSync: typeof import('recheck').checkSync };
  export = recheck;
}
