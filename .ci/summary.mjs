// Reads vitest's JSON report, fails when a suite that should have run did not, and closes with the sum.
// Usage: node summary.mjs REPORT STATUS
import { existsSync, readFileSync } from "node:fs";

const [reportFile, status] = process.argv.slice(2);
const problems = [];
if (status !== "0") problems.push(`the test command ended with ${status}`);

let passed = 0;
let failed = 0;
if (!existsSync(reportFile)) {
  problems.push("the test command wrote no report: it stopped before its tests");
} else {
  const report = JSON.parse(readFileSync(reportFile, "utf8"));
  passed = report.numPassedTests;
  failed = report.numFailedTests;
  if (report.numPendingTests > 0) problems.push(`${report.numPendingTests} tests were skipped`);
  const expected = {
    unit: /\/(packages|services)\/[^/]+\/src\//,
    tidy: /\/tests\/tidy\//,
    simulation: /\/tests\/simulation\//,
    integration: /\/tests\/integration\//,
    e2e: /\/tests\/e2e\//,
  };
  for (const [suite, where] of Object.entries(expected)) {
    const files = report.testResults.filter((file) => where.test(file.name));
    const ran = files
      .flatMap((file) => file.assertionResults)
      .filter((test) => test.status === "passed").length;
    console.log(`${suite}: ${files.length} files, ${ran} tests passed`);
    if (ran === 0) problems.push(`suite ${suite} should have run and did not`);
  }
}
if (problems.length > 0 && failed === 0) failed = problems.length;
for (const problem of problems) console.log(`FAIL ${problem}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
