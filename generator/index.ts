// The library: what `import { … } from "cosell"` offers. It is silent and touches nothing outside.

export type { Diagnostic, NextAction, Place, Position, Severity } from "./diagnostics/diagnostic.ts";
export { listArtifacts, type Manifest, type ManifestEntry } from "./manifest.ts";
export type { Artifact, ArtifactKind, SolutionArtifact } from "./model/artifact.ts";
export type { Model } from "./model/model.ts";
export { type BuildResult, build, check, type MappingSource } from "./pipeline.ts";
