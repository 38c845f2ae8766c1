import type { Artifact } from "../model/artifact.ts";
import type { Model } from "../model/model.ts";
import { fieldMapView } from "./field-map.ts";
import { importGuideView } from "./import-guide.ts";
import { render } from "./templates.ts";

/** What people read beside the files that machines import. `packed` is what the guide tells how to use. */
export function emitDocuments(model: Model, packed: readonly Artifact[]): readonly Artifact[] {
  return [
    {
      id: "document/import",
      kind: "document",
      path: "docs/import.md",
      content: render("import-guide", importGuideView(model, packed)),
      origin: ["solution"],
    },
    {
      id: "document/field-map",
      kind: "document",
      path: "docs/field-map.md",
      content: render("field-map", fieldMapView(model)),
      origin: ["fields"],
    },
  ];
}
