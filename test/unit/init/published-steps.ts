/** Inputs of a published step; those without which it does not start are `true`. */
export interface PublishedStep {
  readonly source: string;
  readonly inputs: Readonly<Record<string, boolean>>;
}

const optional = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, false]));
const needed = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, true]));

const signIn = optional(
  "environment-url",
  "user-name",
  "password-secret",
  "app-id",
  "client-secret",
  "tenant-id",
  "cloud",
);

/** Actions of GitHub, by what stands behind `uses`. */
export const publishedActions: Readonly<Record<string, PublishedStep>> = {
  "actions/checkout@v4": {
    source: "github.com/actions/checkout, action.yml",
    inputs: optional("repository", "ref", "token", "persist-credentials", "path", "clean", "fetch-depth"),
  },
  "actions/setup-node@v4": {
    source: "github.com/actions/setup-node, action.yml",
    inputs: optional("always-auth", "node-version", "architecture", "check-latest", "registry-url", "scope"),
  },
  "actions/upload-artifact@v4": {
    source: "github.com/actions/upload-artifact, action.yml",
    inputs: { ...needed("path"), ...optional("name", "if-no-files-found", "retention-days", "overwrite") },
  },
  "actions/download-artifact@v4": {
    source: "github.com/actions/download-artifact, action.yml at 055cd68",
    inputs: optional("name", "path", "pattern", "merge-multiple", "github-token", "repository", "run-id"),
  },
  "github/codeql-action/upload-sarif@v3": {
    source: "github.com/github/codeql-action, upload-sarif/action.yml at 03e7845",
    inputs: optional("sarif_file", "checkout_path", "ref", "sha", "token", "category", "wait-for-processing"),
  },
  "microsoft/powerplatform-actions/actions-install@v1": {
    source: "github.com/microsoft/powerplatform-actions, actions-install/action.yml at 11af25e",
    inputs: optional(
      "nuget-feed-override",
      "nuget-feed-username",
      "nuget-feed-password",
      "pac-version-override",
      "use-preinstalled-pac",
      "add-tools-to-path",
    ),
  },
  "microsoft/powerplatform-actions/who-am-i@v1": {
    source: "github.com/microsoft/powerplatform-actions, who-am-i/action.yml at 11af25e",
    inputs: signIn,
  },
  "microsoft/powerplatform-actions/check-solution@v1": {
    source: "github.com/microsoft/powerplatform-actions, check-solution/action.yml at 11af25e",
    inputs: {
      ...signIn,
      ...needed("path"),
      ...optional("geo", "rule-level-override", "checker-logs-artifact-name", "fail-on-analysis-error"),
    },
  },
  "microsoft/powerplatform-actions/import-solution@v1": {
    source: "github.com/microsoft/powerplatform-actions, import-solution/action.yml at 11af25e",
    inputs: {
      ...signIn,
      ...needed("environment-url", "solution-file"),
      ...optional(
        "activate-plugins",
        "force-overwrite",
        "skip-dependency-check",
        "import-as-holding",
        "stage-and-upgrade",
        "publish-changes",
        "working-directory",
        "run-asynchronously",
        "use-deployment-settings-file",
        "deployment-settings-file",
        "max-async-wait-time",
        "convert-to-managed",
        "skip-lower-version",
      ),
    },
  },
};

const spn = optional("authenticationType", "PowerPlatformEnvironment", "PowerPlatformSPN");

/** Tasks of Azure Pipelines, by what stands behind `task`. */
export const publishedTasks: Readonly<Record<string, PublishedStep>> = {
  "UseNode@1": {
    source: "github.com/microsoft/azure-pipelines-tasks, Tasks/UseNodeV1/task.json at 010ab6b",
    inputs: optional("version", "checkLatest", "force32bit"),
  },
  "PowerPlatformToolInstaller@2": {
    source: "github.com/microsoft/powerplatform-build-tools, tool-installer-v2/task.json at b1500f0",
    inputs: optional("DefaultVersion", "AddToolsToPath"),
  },
  "PowerPlatformWhoAmi@2": {
    source: "github.com/microsoft/powerplatform-build-tools, whoami-v2/task.json at b1500f0",
    inputs: { ...spn, ...optional("Environment") },
  },
  "PowerPlatformChecker@2": {
    source: "github.com/microsoft/powerplatform-build-tools, checker-v2/task.json at b1500f0",
    inputs: {
      ...spn,
      ...needed("RuleSet"),
      ...optional(
        "UseDefaultPACheckerEndpoint",
        "CustomPACheckerEndpoint",
        "FileLocation",
        "FilesToAnalyze",
        "FilesToAnalyzeSasUri",
        "FilesToExclude",
        "RulesToOverride",
        "ErrorLevel",
        "ErrorThreshold",
        "FailOnPowerAppsCheckerAnalysisError",
        "ArtifactDestinationName",
        "SaveResults",
      ),
    },
  },
  "PowerPlatformImportSolution@2": {
    source: "github.com/microsoft/powerplatform-build-tools, import-solution-v2/task.json at b1500f0",
    inputs: {
      ...spn,
      ...needed("SolutionInputFile", "AsyncOperation", "MaxAsyncWaitTime"),
      ...optional(
        "Environment",
        "UseDeploymentSettingsFile",
        "DeploymentSettingsFile",
        "HoldingSolution",
        "StageAndUpgrade",
        "OverwriteUnmanagedCustomizations",
        "ActivatePlugins",
        "SkipProductUpdateDependencies",
        "SkipLowerVersion",
        "ConvertToManaged",
        "PublishCustomizationChanges",
        "PublishWorkflows",
      ),
    },
  },
};
