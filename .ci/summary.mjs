// Reads vitest's JSON reports, fails when a suite that should have run did not, and closes with the sum.
// Usage: node summary.mjs REPORT STATUS [REPORT STATUS …]
import { existsSync, readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";

const suites = {
  unit: /\/src\/.*\.test\.ts$/,
  tidy: /\/tests\/tidy\//,
  simulation: /\/tests\/simulation\//,
  integration: /\/tests\/integration\/(?!kafka\/)/,
  acceptance: /\/tests\/acceptance\//,
  e2e: /\/tests\/e2e\//,
  browser: /\/tests\/browser\//,
  kafka: /\/tests\/integration\/kafka\//,
};

const problems = [];
const files = [];
let passed = 0;
let failed = 0;
const runs = process.argv.slice(2);
for (let at = 0; at < runs.length; at += 2) {
  const [reportFile, status] = [runs[at], runs[at + 1]];
  if (status !== "0") problems.push(`a test command ended with ${status}`);
  if (!existsSync(reportFile)) {
    problems.push("a test command wrote no report: it stopped before its tests");
    continue;
  }
  const report = JSON.parse(readFileSync(reportFile, "utf8"));
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  if (report.numPendingTests > 0) problems.push(`${report.numPendingTests} tests were skipped`);
  files.push(...report.testResults);
}
for (const [suite, where] of Object.entries(suites)) {
  const mine = files.filter((file) => where.test(file.name));
  const ran = mine.flatMap((file) => file.assertionResults).filter((test) => test.status === "passed").length;
  console.log(`${suite}: ${mine.length} files, ${ran} tests passed`);
  if (ran === 0) problems.push(`suite ${suite} should have run and did not`);
}
// The tests that failed and how, once more at the end, where they are found. A suite that could not start has no tests.
const plain = (message) =>
  stripVTControlCharacters(message).split("\n").slice(0, 25).join("\n  ").slice(0, 2_000);
for (const { name, assertionResults, message, status } of files) {
  const file = name.replace(/^.*\/rapport\//, "");
  const tests = assertionResults.filter((test) => test.status === "failed");
  for (const { fullName, failureMessages } of tests) {
    console.log(`FAIL ${file}: ${fullName}\n  ${failureMessages.map(plain).join("\n  ")}`);
  }
  if (status === "failed" && tests.length === 0) problems.push(`${file}: ${plain(message)}`);
}
if (problems.length > 0 && failed === 0) failed = problems.length;
for (const problem of problems) console.log(`FAIL ${problem}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
