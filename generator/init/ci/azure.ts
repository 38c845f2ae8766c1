import { scalarText } from "../edit-yaml.ts";
import { deploying, packing, proving, releaseFolder, settingsFile } from "./commands.ts";
import type { Recipe } from "./recipe.ts";

/** A pipeline of Azure DevOps: proven on every push, imported from main behind the approval of each environment. */
export function azureRecipe(recipe: Recipe): string {
  const stages = [
    proveStage(recipe),
    checkerStage(),
    ...recipe.environments.map((_, index) => deployStage(recipe, index)),
  ];
  return `${head(recipe)}\n${stages.join("\n")}`;
}

function head({ package: packageToInstall }: Recipe): string {
  return `# Made by \`cosell init --ci azure\`, and yours to change. It needs Power Platform Build Tools in the organization;
# docs/release.md of cosell says which environments, service connections and variable groups it needs.
trigger:
  branches:
    include: [main]

pool:
  vmImage: ubuntu-latest

variables:
  # What npm installs: a version, a tarball in this repository, or a git address.
  COSELL_PACKAGE: ${scalarText(packageToInstall)}

stages:`;
}

/** Steps at an indentation. */
function indented(width: number, text: string): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? line : `${" ".repeat(width)}${line}`))
    .join("\n");
}

const prepareNode = `- task: UseNode@1
  displayName: Node.js
  inputs:
    version: 22.x
- script: npm install --global "$(COSELL_PACKAGE)"
  displayName: Install cosell`;

function proveStage(recipe: Recipe): string {
  const run = proving(recipe, "azure");
  const steps = `${prepareNode}
- script: ${run.check}
  displayName: Check the mapping
- script: ${run.build}
  displayName: Build
- script: ${run.verify}
  displayName: Verify what was built
- script: |
    mkdir -p sarif
    ${run.sarif} > sarif/verify.sarif || true # the step before has judged them
  displayName: Write the findings as SARIF
  condition: succeededOrFailed()
- publish: sarif
  artifact: CodeAnalysisLogs # the name under which the tab Scans looks for SARIF
  condition: succeededOrFailed()
- script: ${run.scenarios}
  displayName: Play every scenario
- script: ${run.histories}
  displayName: Play random histories with faults
# Keep the zips of the last release in the folder released, and every change is held against them.
- script: |
    if [ ! -d released ]; then echo "There is no folder released to hold this against."; exit 0; fi
    ${run.plan}
    ${run.breaking}
  displayName: Say what the upgrade changes
- script: |
${indented(4, packing(recipe).join("\n"))}
  displayName: Pack the release
- publish: out
  artifact: out
- publish: ${releaseFolder}
  artifact: ${releaseFolder}`;
  return `  - stage: prove
    displayName: Check, build, verify, simulate
    jobs:
      - job: prove
        steps:
${indented(10, steps)}
`;
}

function checkerStage(): string {
  const steps = `- checkout: none
- download: current
  artifact: ${releaseFolder}
- task: PowerPlatformToolInstaller@2
  displayName: Install pac
- task: PowerPlatformChecker@2
  displayName: Let Microsoft's solution checker look
  inputs:
    authenticationType: PowerPlatformSPN
    PowerPlatformSPN: cosell-checker # a service connection to any environment
    FilesToAnalyze: $(Pipeline.Workspace)/${releaseFolder}/*.zip
    RuleSet: 0ad12346-e108-40b8-a956-9a8f95ea18c9 # Solution Checker
    ErrorLevel: HighIssueCount
    ErrorThreshold: 0
    FailOnPowerAppsCheckerAnalysisError: true
    ArtifactDestinationName: solution-checker`;
  return `  - stage: checker
    displayName: Solution checker
    dependsOn: prove
    condition: and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))
    jobs:
      - job: checker
        steps:
${indented(10, steps)}
`;
}

const workspace = "$(Pipeline.Workspace)";

function deployStage(recipe: Recipe, index: number): string {
  const environment = recipe.environments[index] ?? "";
  const out = `${workspace}/out`;
  const run = deploying(recipe, environment, out);
  const secret = `  env:
    COSELL_CLIENT_SECRET: $(COSELL_CLIENT_SECRET) # secrets of a group reach a script only by name`;
  const connectors =
    recipe.connectorSolution === undefined
      ? ""
      : `${importTask("Import the connectors", "connectors", environment, undefined)}\n`;
  const steps = `- checkout: self
- download: current
  artifact: out
- download: current
  artifact: ${releaseFolder}
${prepareNode}
- task: PowerPlatformToolInstaller@2
  displayName: Install pac
  inputs:
    AddToolsToPath: true
- task: PowerPlatformWhoAmi@2
  displayName: Sign in to Power Platform
  inputs:
${connection(environment)}
- script: |
    npm install --global @salesforce/cli
    printenv SFDX_AUTH_URL | sf org login sfdx-url --alias "$COSELL_SALESFORCE_ORG" --sfdx-url-stdin -
  displayName: Sign in to Salesforce
  env:
    SFDX_AUTH_URL: $(SFDX_AUTH_URL)
${connectors}- script: ${run.prepare}
  displayName: Prepare Salesforce, find the connections, write the deployment settings
${secret}
${importTask("Import the solution", "solution", environment, settingsFile(recipe, environment, out))}
- script: ${run.finish}
  displayName: Bind references, set variables, turn flows on, register the webhook, try a deal
${secret}
- script: ${run.doctor}
  displayName: Ask the doctor
${secret}`;
  return `  - stage: ${stageId(index, environment)}
    displayName: Deploy to ${environment}
    dependsOn: ${index === 0 ? "checker" : stageId(index - 1, recipe.environments[index - 1] ?? "")}
    jobs:
      - deployment: deploy
        environment: cosell-${environment} # its approvals and checks stand before all that follows
        variables:
          - group: cosell-${environment}
        strategy:
          runOnce:
            deploy:
              steps:
${indented(16, steps)}
`;
}

/** Stages are named by letters, digits and underscores; the number keeps two environments apart. */
function stageId(index: number, environment: string): string {
  return `deploy_${index + 1}_${environment.replaceAll("-", "_")}`;
}

const connection = (environment: string): string => `    authenticationType: PowerPlatformSPN
    PowerPlatformSPN: cosell-${environment} # the service connection to the environment
    Environment: $(COSELL_ENVIRONMENT_URL)`;

function importTask(title: string, zip: string, environment: string, settings: string | undefined): string {
  const options =
    settings === undefined
      ? ""
      : `    UseDeploymentSettingsFile: true
    DeploymentSettingsFile: ${settings}
`;
  return `- task: PowerPlatformImportSolution@2
  displayName: ${title}
  inputs:
${connection(environment)}
    SolutionInputFile: ${workspace}/${releaseFolder}/${zip}.zip
${options}    # An upgrade deletes what the new version has no more. Say true once the solution is there.
    StageAndUpgrade: $(COSELL_UPGRADE)
    SkipLowerVersion: true
    AsyncOperation: true
    MaxAsyncWaitTime: 60`;
}
