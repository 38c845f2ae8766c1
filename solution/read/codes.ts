import { declareCodes } from "../../generator/diagnostics/codes.ts";

/** What keeps a file from being read as a solution. */
export const zipCodes = declareCodes("ZIP", {
  NOT_A_ZIP: {
    severity: "error",
    message: "{file} is no zip file",
    next: "Name a solution zip, an unpacked solution folder, a cloud-flow file or a connector definition",
  },
  TRUNCATED: {
    severity: "error",
    message: "{file} ends in the middle of {what}",
    why: "The file was not copied or downloaded whole.",
    next: "Get the file again",
  },
  DAMAGED: {
    severity: "error",
    message: "The entry {entry} does not unpack to what the zip says it holds",
    next: "Get the file again",
  },
  ENCRYPTED: {
    severity: "error",
    message: "The entry {entry} is encrypted",
    why: "The platform does not import encrypted zips.",
    next: "Pack the solution without a password",
  },
  ZIP64_UNSUPPORTED: {
    severity: "error",
    message: "{file} uses the zip64 extension",
    why: "A solution has at most 120 MB and never needs it.",
    next: "Pack the solution as an ordinary zip",
  },
  METHOD_UNSUPPORTED: {
    severity: "error",
    message:
      "The entry {entry} is packed with method {method}; the platform reads 0 (stored) and 8 (deflated)",
    next: "Pack the solution again with an ordinary zip program",
  },
  PATH_UNSAFE: {
    severity: "error",
    message: "The entry {entry} leads out of the folder it is unpacked to",
    why: "A path like this overwrites files of whoever unpacks the zip.",
    next: "Do not unpack the file; ask where it comes from",
  },
  ENTRY_TWICE: {
    severity: "error",
    message: "The entry {entry} is there twice",
    why: "Which of the two counts depends on who reads the zip.",
    next: "Pack the solution again from its folder",
  },
  TOO_MANY_FILES: {
    severity: "error",
    message: "{file} holds {count} files; at most {maximum} are read",
    next: "Check that this is a solution",
  },
  TOO_LARGE: {
    severity: "error",
    message: "{file} unpacks to {bytes} bytes; at most {maximum} are read",
    why: "A small zip can unpack to more than a machine has; the platform takes 120 MB.",
    next: "Check that this is a solution",
  },
});
