// What `quick.cjs` is made of. Both commands are loaded before the first of them runs; `launch.ts` says why.
import "./commands/build.ts";
import "./commands/check.ts";
import "./main.ts";
