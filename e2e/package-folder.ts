/** Where the package is, and the build tool in it. */
import { fileURLToPath } from 'node:url';

/** The folder of the package, with a slash at its end. */
export const PACKAGE_FOLDER = fileURLToPath(new URL('..', import.meta.url));
/** Vite's program, for `node`. */
export const VITE = fileURLToPath(new URL('../node_modules/vite/bin/vite.js', import.meta.url));
/** Where the app is, built once before all tests. */
export const BUILT_APP = fileURLToPath(new URL('../dist', import.meta.url));
