import { scalarText } from "../edit-yaml.ts";
import { deploying, packing, proving, releaseFolder, settingsFile } from "./commands.ts";
import type { Recipe } from "./recipe.ts";

/** A workflow of GitHub Actions: proven on every push, imported from main behind the approval of each environment. */
export function githubRecipe(recipe: Recipe): string {
  const jobs = [
    proveJob(recipe),
    checkerJob(),
    ...recipe.environments.map((_, index) => deployJob(recipe, index)),
  ];
  return `${head(recipe)}\n${jobs.join("\n")}`;
}

/** An expression of the workflow, resolved by GitHub. */
const value = (expression: string): string => `\${{ ${expression} }}`;

function head({ package: packageToInstall }: Recipe): string {
  return `# Made by \`cosell init --ci github\`, and yours to change.
# docs/release.md of cosell says which environments, variables and secrets it needs.
name: cosell

on:
  push:
    branches: [main]
  pull_request:
  workflow_dispatch:

permissions:
  contents: read

# Two releases never go into one environment at once.
concurrency:
  group: cosell-${value("github.ref")}
  cancel-in-progress: false

env:
  # What npm installs: a version, a tarball in this repository, or a git address.
  COSELL_PACKAGE: ${scalarText(packageToInstall)}

jobs:`;
}

const prepareNode = `      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - name: Install cosell
        run: npm install --global "$COSELL_PACKAGE"`;

function proveJob(recipe: Recipe): string {
  const run = proving(recipe, "github");
  return `  prove:
    name: Check, build, verify, simulate
    runs-on: ubuntu-latest
    permissions:
      contents: read
      security-events: write # findings are shown under Security
    steps:
${prepareNode}
      - name: Check the mapping
        run: ${run.check}
      - name: Build
        run: ${run.build}
      - name: Verify what was built
        run: ${run.verify}
      - name: Write the findings as SARIF
        if: ${value("!cancelled() && hashFiles('out/manifest.json') != ''")}
        run: ${run.sarif} > verify.sarif || true # the step before has judged them
      - name: Show the findings under Security
        if: ${value("!cancelled() && hashFiles('verify.sarif') != ''")}
        continue-on-error: true # not every plan of GitHub has code scanning
        uses: github/codeql-action/upload-sarif@v3
        with:
          sarif_file: verify.sarif
          category: cosell
      - name: Play every scenario
        run: ${run.scenarios}
      - name: Play random histories with faults
        run: ${run.histories}
      # Keep the zips of the last release in the folder released, and every change is held against them.
      - name: Say what the upgrade changes
        if: ${value("hashFiles('released/**/*.zip') != ''")}
        run: |
          { echo '\`\`\`'; ${run.plan}; echo '\`\`\`'; } >> "$GITHUB_STEP_SUMMARY"
          ${run.breaking}
      - name: Pack the release
        run: |
${packing(recipe)
  .map((line) => `          ${line}`)
  .join("\n")}
      - uses: actions/upload-artifact@v4
        with:
          name: release
          path: |
            out
            ${releaseFolder}
`;
}

/** The identity that signs in to Power Platform: an app registration that is an application user of the environment. */
const signIn = (url: string): string => `          environment-url: ${value(url)}
          tenant-id: ${value("vars.COSELL_TENANT_ID")}
          app-id: ${value("vars.COSELL_CLIENT_ID")}
          client-secret: ${value("secrets.COSELL_CLIENT_SECRET")}`;

const fetchRelease = `      - uses: actions/download-artifact@v4
        with:
          name: release`;

const installPac = `      - uses: microsoft/powerplatform-actions/actions-install@v1
        with:
          add-tools-to-path: true`;

function checkerJob(): string {
  return `  checker:
    name: Solution checker
    needs: prove
    if: ${value("github.ref == 'refs/heads/main'")}
    runs-on: ubuntu-latest
    steps:
${fetchRelease}
${installPac}
      - name: Let Microsoft's solution checker look
        uses: microsoft/powerplatform-actions/check-solution@v1
        with:
${signIn("vars.COSELL_CHECKER_URL")}
          path: ${releaseFolder}/*.zip
          checker-logs-artifact-name: solution-checker
          fail-on-analysis-error: true
`;
}

function deployJob(recipe: Recipe, index: number): string {
  const environment = recipe.environments[index] ?? "";
  const before = recipe.environments[index - 1];
  const run = deploying(recipe, environment, "out");
  const secret = `        env:
          COSELL_CLIENT_SECRET: ${value("secrets.COSELL_CLIENT_SECRET")}`;
  return `  deploy-${environment}:
    name: Deploy to ${environment}
    needs: ${before === undefined ? "checker" : `deploy-${before}`}
    runs-on: ubuntu-latest
    environment: ${environment} # its required reviewers approve all that follows
    env:
      COSELL_TENANT_ID: ${value("vars.COSELL_TENANT_ID")}
      COSELL_CLIENT_ID: ${value("vars.COSELL_CLIENT_ID")}
      COSELL_ENVIRONMENT_URL: ${value("vars.COSELL_ENVIRONMENT_URL")}
      COSELL_SALESFORCE_ORG: ${value("vars.COSELL_SALESFORCE_ORG")}
      COSELL_CONNECTION_REFERRALS: ${value("vars.COSELL_CONNECTION_REFERRALS")}
      COSELL_CONNECTION_EVENTS: ${value("vars.COSELL_CONNECTION_EVENTS")}
      COSELL_CONNECTION_SALESFORCE: ${value("vars.COSELL_CONNECTION_SALESFORCE")}
      COSELL_CONNECTION_DATAVERSE: ${value("vars.COSELL_CONNECTION_DATAVERSE")}
    steps:
${prepareNode}
${fetchRelease}
${installPac}
      - name: Sign in to Power Platform
        uses: microsoft/powerplatform-actions/who-am-i@v1
        with:
${signIn("vars.COSELL_ENVIRONMENT_URL")}
      - name: Sign in to Salesforce
        run: |
          npm install --global @salesforce/cli
          printenv SFDX_AUTH_URL | sf org login sfdx-url --alias "$COSELL_SALESFORCE_ORG" --sfdx-url-stdin -
        env:
          SFDX_AUTH_URL: ${value("secrets.SFDX_AUTH_URL")}
${recipe.connectorSolution === undefined ? "" : importStep("Import the connectors", "connectors", undefined)}      - name: Prepare Salesforce, find the connections, write the deployment settings
        run: ${run.prepare}
${secret}
${importStep("Import the solution", "solution", settingsFile(recipe, environment, "out"))}      - name: Bind references, set variables, turn flows on, register the webhook, try a deal
        run: ${run.finish}
${secret}
      - name: Ask the doctor
        run: ${run.doctor}
${secret}
`;
}

function importStep(title: string, zip: string, settings: string | undefined): string {
  const options =
    settings === undefined
      ? ""
      : `          use-deployment-settings-file: true
          deployment-settings-file: ${settings}
`;
  return `      - name: ${title}
        uses: microsoft/powerplatform-actions/import-solution@v1
        with:
${signIn("vars.COSELL_ENVIRONMENT_URL")}
          solution-file: ${releaseFolder}/${zip}.zip
${options}          # An upgrade deletes what the new version has no more. Say true once the solution is there.
          stage-and-upgrade: ${value("vars.COSELL_UPGRADE || 'false'")}
          skip-lower-version: true
          run-asynchronously: true
          max-async-wait-time: 60
`;
}
