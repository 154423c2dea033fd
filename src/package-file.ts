/** Where a file of the package is. */
export function packageFile(path: string): URL {
  return new URL(`../${path}`, import.meta.url); // from `src` while developing, from `dist` when published
}
