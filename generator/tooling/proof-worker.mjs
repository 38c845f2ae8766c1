// Node starts workers without the loader of the main thread: this one brings its own.

import { register } from "tsx/esm/api";

register();
await import("./proof-worker.ts");
