// Reads the CTRF reports that the suites write. `suite` prints one suite's figures and failures;
// `total` adds them up, prints the last line and decides the exit code.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [verb, folder, ...rest] = process.argv.slice(2);
if (verb === 'suite') suite(rest[0]);
else if (verb === 'total') total(rest.filter(name => name !== '--partial'), rest.includes('--partial'));
else throw new Error(`tally: no verb ${verb}`);

function read(name) {
  const report = join(folder, `${name}.json`);
  const code = text(`${name}.code`).trim();
  const parsed = parse(report);
  if (!parsed) return { missing: true, passed: 0, failed: 0, skipped: 0, tests: [], code };
  const { summary, tests } = parsed.results;
  const skipped = (summary.skipped ?? 0) + (summary.pending ?? 0);
  return { passed: summary.passed, failed: summary.failed, skipped, tests, code };
}

// The writer of these reports leaves control characters of a test's name as they are, which JSON forbids; a blank says as much.
function parse(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8').replace(/[\u0000-\u001f]/g, ' '));
  } catch {
    return null;
  }
}

// A suite that left no report, ran nothing, or ended badly although no test failed has broken its promise.
function broken(ran, partial) {
  if (ran.missing) return 'left no report that can be read';
  if (ran.passed + ran.failed === 0) return partial ? null : 'ran nothing';
  return ran.failed === 0 && ran.code !== '0' ? `ended with exit code ${ran.code} though no test failed` : null;
}

function suite(name) {
  const ran = read(name);
  console.log(`   ${ran.passed} passed, ${ran.failed} failed${ran.skipped ? `, ${ran.skipped} skipped` : ''}`);
  for (const test of ran.tests) {
    if (test.status === 'failed') console.log(indent(`FAILED ${test.name}\n${indent([test.message, test.trace].filter(Boolean).join('\n'))}`));
    if (test.status === 'skipped' || test.status === 'pending') console.log(indent(`skipped ${test.name}: ${test.message ?? ''}`));
  }
  const why = broken(ran, true);
  if (why) console.log(`   ${why}. The end of its output:\n${indent(text(`${name}.log`).trimEnd().split('\n').slice(-40).join('\n'))}`);
}

function total(names, partial) {
  let passed = 0;
  let failed = 0;
  for (const name of names) {
    const ran = read(name);
    const why = broken(ran, partial);
    if (why) console.log(`${name} ${why}: counted as failed`);
    passed += ran.passed;
    failed += ran.failed + (why ? 1 : 0);
  }
  if (passed + failed === 0) failed = 1; // a filter that matches nothing proves nothing
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function text(file) {
  const path = join(folder, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function indent(lines) {
  return lines.replace(/^/gm, '   ');
}
