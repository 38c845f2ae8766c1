import type { FlowModel } from "../generator/model/model.ts";
import { fileStem } from "./facts.ts";
import type { ConnectorFileNames } from "./views.ts";

/** The name of a flow's file: what is left of its display name, cut, and its id in capitals. */
export function flowFileName({ name, id }: Pick<FlowModel, "name" | "id">): string {
  const stem = name.replace(fileStem.dropped, "").slice(0, fileStem.length);
  return `${stem}-${id.toUpperCase()}.json`;
}

/** The files of a connector, below the folder that a zip (`Connector`) or an unpacked solution (`Connectors`) has. */
export function connectorFileNames(folder: string, name: string): ConnectorFileNames {
  const file = (ending: string): string => `${folder}/${name}_${ending}`;
  return {
    definition: file("openapidefinition.json"),
    connectionParameters: file("connectionparameters.json"),
    policies: file("policytemplateinstances.json"),
    icon: file("iconblob.Png"),
  };
}

/** Zips are named as the platform names its exports: `CosellSync_1_0_0_0_managed.zip`. */
export function zipFileName(uniqueName: string, version: string, managed: boolean): string {
  return `${uniqueName}_${version.replaceAll(".", "_")}${managed ? "_managed" : ""}.zip`;
}
