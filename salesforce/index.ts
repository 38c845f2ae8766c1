import type { Diagnostic, Locate } from "../generator/diagnostics/diagnostic.ts";
import type { Artifact } from "../generator/model/artifact.ts";
import type { Model, Origin } from "../generator/model/model.ts";
import { zip } from "../generator/packing/zip.ts";
import { checkManifest } from "./checks/check-manifest.ts";
import { checkPackage } from "./checks/check-package.ts";
import { packageVersion } from "./facts.ts";
import { removal } from "./metadata/removal.ts";
import { metadataFiles, packageXml, sourceFiles } from "./metadata/write-files.ts";
import { salesforcePackage } from "./package/salesforce-package.ts";

/** Where the zip lies in the output. */
export const salesforceZipPath = "salesforce/cosell-metadata.zip";

const origin: Origin = ["crm"];

/**
 * The Salesforce package of a mapping, twice: as a project in source format, to review and to keep under version
 * control, and as a metadata zip, to deploy as it is. Both hold the same components.
 */
export function emitSalesforce(model: Model): readonly Artifact[] {
  const { components, settings, namespace } = salesforcePackage(model);
  const source = (path: string, content: string): Artifact => ({
    id: `salesforce-source/${path}`,
    kind: "salesforce-source",
    path: `salesforce/${path}`,
    content,
    origin,
  });
  const files = {
    "sfdx-project.json": projectFile(namespace, settings.length > 0),
    "manifest/package.xml": packageXml(components),
    ...removal(components),
    ...below("force-app/main/default", sourceFiles(components)),
    ...below("org-settings/main/default", sourceFiles(settings)),
  };
  return [
    ...Object.entries(files).map(([path, content]) => source(path, content)),
    {
      id: "salesforce-zip",
      kind: "salesforce-zip",
      path: salesforceZipPath,
      content: zip(metadataFiles(components)),
      origin,
    },
  ];
}

/** What Salesforce would refuse of the package that the mapping makes, with the line of the mapping where `locate` finds it. */
export function checkSalesforce(model: Model, locate?: Locate): readonly Diagnostic[] {
  const pack = salesforcePackage(model);
  const found = checkPackage(pack, locate);
  return found.length > 0 ? found : checkManifest(metadataFiles(pack.components));
}

function projectFile(namespace: string, hasSettings: boolean): string {
  const project = {
    packageDirectories: [
      { path: "force-app", default: true },
      ...(hasSettings ? [{ path: "org-settings" }] : []),
    ],
    namespace,
    sfdcLoginUrl: "https://login.salesforce.com",
    sourceApiVersion: packageVersion,
  };
  return `${JSON.stringify(project, undefined, 2)}\n`;
}

function below(folder: string, files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [`${folder}/${path}`, content]));
}
