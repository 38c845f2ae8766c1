import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { Ajv } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import type { Plugin } from "esbuild";
import Handlebars from "handlebars";
import { brandColor, drawIcon } from "../../connector/icon.ts";
import { templateOptions as solutionOptions } from "../../solution/compile-template.ts";
import { templateOptions as documentOptions } from "../documents/compile-template.ts";
import { validatorOptions } from "../spec/mapping-validator.ts";
import { mappingSchema } from "../spec/schema/mapping-schema.ts";

/** Modules that do at their start what can be done once and for all, and what stands in their place in the package. */
const prepared: Readonly<Record<string, (path: string) => string>> = {
  "solution/compile-template.ts": (path) => preparedTemplates(path, solutionOptions),
  "generator/documents/compile-template.ts": (path) => preparedTemplates(path, documentOptions),
  "generator/spec/mapping-validator.ts": preparedValidator,
  "connector/icon.ts": preparedIcons,
  "generator/packing/zlib-module.ts": preparedZlib,
};

/** Puts prepared modules in their places, and keeps `import.meta.url` meaning the place in the tree. */
export function packageModules(root: string, programs: string): Plugin {
  return {
    name: "package-modules",
    setup: ({ onLoad }) => {
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const place = relative(root, path).replaceAll("\\", "/");
        const prepare = prepared[place];
        if (prepare !== undefined)
          return { contents: prepare(path), loader: "js", resolveDir: dirname(path) };
        const source = readFileSync(path, "utf8");
        const way = relative(programs, join(root, "dist", place))
          .replaceAll("\\", "/")
          .replace(/\.ts$/, ".js");
        const url = `new URL(${JSON.stringify(way)}, import.meta.url).href`;
        return { contents: source.replaceAll("import.meta.url", url), loader: "ts" };
      });
    },
  };
}

/** A module that exports what `compile-template.ts` does, with every template of the folder beside it as code. */
function preparedTemplates(path: string, options: PrecompileOptions): string {
  const folder = join(dirname(path), "templates");
  const entries = readdirSync(folder)
    .filter((file) => file.endsWith(".hbs"))
    .sort()
    .map((file) => {
      const source = Handlebars.precompile(readFileSync(join(folder, file), "utf8"), options);
      return `  ${JSON.stringify(file.slice(0, -".hbs".length))}: ${String(source)},`;
    });
  return [
    'import engine from "handlebars/runtime.js";',
    "export const SafeString = engine.SafeString;",
    "const templates = {",
    ...entries,
    "};",
    "export function compileTemplate(name) { return engine.template(templates[name]); }",
  ].join("\n");
}

/** The validator of the mapping's shape as code. */
function preparedValidator(): string {
  const ajv = new Ajv({ ...validatorOptions, code: { source: true, esm: true } });
  ajv.addSchema(mappingSchema, "mapping");
  // A CommonJS module seen from a module: the function is its default export, which TypeScript takes for the whole.
  const write = standaloneCode as unknown as typeof standaloneCode.default;
  return write(ajv, { isMapping: "mapping" });
}

/** The icons as they were drawn. */
function preparedIcons(): string {
  const icons = (["referrals", "events"] as const).map((role) => {
    const drawn = Buffer.from(drawIcon(role)).toString("base64");
    return `  ${role}: Uint8Array.from(Buffer.from(${JSON.stringify(drawn)}, "base64")),`;
  });
  return [
    `export const brandColor = ${JSON.stringify(brandColor)};`,
    "const icons = {",
    ...icons,
    "};",
    "export function drawIcon(role) { return icons[role]; }",
  ].join("\n");
}

/** The bytes of zlib's module, which esbuild puts into the bundle. */
function preparedZlib(): string {
  return 'export { default as zlibModule } from "@zip.js/zip.js/dist/zip-module.wasm";';
}
