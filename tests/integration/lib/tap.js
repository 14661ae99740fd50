"use strict";
/* Prints TAP: a line a test, what was found wrong below it. */
let n = 0, failed = 0;

function ok(holds, name, ...details) {
    n++;
    if (!holds) failed++;
    console.log(`${holds ? "ok" : "not ok"} ${n} - ${name}`);
    if (!holds) for (const detail of details.flat())
        console.log("# " + String(detail).replaceAll("\n", "\n# "));
    return holds;
}

/* `found` is a list of what is wrong. */
const none = (found, name) => ok(found.length === 0, name, found.slice(0, 12));
const same = (found, wanted, name) =>
    ok(JSON.stringify(found) === JSON.stringify(wanted), name, `found:  ${JSON.stringify(found)}`, `wanted: ${JSON.stringify(wanted)}`);

function done() {
    console.log(`1..${n}`);
    process.exitCode = failed ? 1 : 0;
}

/* Runs the tests; what throws has failed. */
function run(main) {
    main().catch((error) => ok(false, "no error", error.stack)).finally(done);
}

module.exports = { ok, none, same, run };
