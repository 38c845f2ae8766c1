// Prints `N passed, N failed` from the report of the test runner; ends with 1 when a test or a test file failed.
import { readFileSync } from "node:fs";

const report = JSON.parse(readFileSync(process.argv[2], "utf8"));
const failedFiles = report.testResults.filter(
  (file) => file.status === "failed" && file.assertionResults.length === 0,
);
const failed = report.numFailedTests + failedFiles.length;
process.stdout.write(`${report.numPassedTests} passed, ${failed} failed\n`);
process.exit(failed === 0 && report.numPassedTests > 0 ? 0 : 1);
