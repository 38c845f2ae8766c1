import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// In a checkout the module is read from where it is installed. The compiled package has another module in this place,
// with its bytes in it.

/** zlib, compiled to WebAssembly. */
export const zlibModule: Uint8Array = readFileSync(
  createRequire(import.meta.url).resolve("@zip.js/zip.js/dist/zip-module.wasm"),
);
