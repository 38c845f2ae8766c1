import type { Artifact } from "../generator/model/artifact.ts";
import type { EmittedConnector, EmittedFlow } from "../generator/model/emitted.ts";
import type { Model } from "../generator/model/model.ts";
import { type Files, zipper } from "../generator/packing/zip.ts";
import { type SolutionContents, solutionsOf } from "./contents.ts";
import { settingsArtifact } from "./deployment-settings.ts";
import { zipFileName } from "./file-names.ts";
import { solutionFiles } from "./solution-files.ts";

/** Zips, unpacked folders and deployment settings of every layout that the mapping asks for. */
export function emitSolutions(
  model: Model,
  connectors: readonly EmittedConnector[],
  flows: readonly EmittedFlow[],
): readonly Artifact[] {
  const zip = zipper();
  return model.solution.layouts.flatMap((layout) =>
    solutionsOf(model, layout, connectors, flows).flatMap((contents) => {
      const { unmanaged, managed, folder } = solutionFiles(contents);
      return [
        zipArtifact(contents, false, zip(unmanaged)),
        zipArtifact(contents, true, zip(managed)),
        ...folderArtifacts(contents, folder),
        ...model.environments.map((environment) => settingsArtifact(model, environment, contents)),
      ];
    }),
  );
}

function zipArtifact(contents: SolutionContents, managed: boolean, content: Uint8Array): Artifact {
  const { layout, identity, origin } = contents;
  const { uniqueName, version } = identity;
  return {
    id: `solution-zip/${layout}/${uniqueName}/${managed ? "managed" : "unmanaged"}`,
    kind: "solution-zip",
    path: `${layout}/${zipFileName(uniqueName, version, managed)}`,
    content,
    origin,
    solution: { solution: uniqueName, version, layout, managed },
  };
}

function folderArtifacts(contents: SolutionContents, files: Files): readonly Artifact[] {
  const { layout, identity, origin } = contents;
  return Object.entries(files).map(([path, content]) => ({
    id: `solution-folder/${layout}/${identity.uniqueName}/${path}`,
    kind: "solution-folder",
    path: `${layout}/${identity.uniqueName}/${path}`,
    content,
    origin,
  }));
}
