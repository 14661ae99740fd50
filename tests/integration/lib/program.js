"use strict";
/* Calls the program and others, and reads incidents as `extract` tells them line by line: what every other format is held against. */
const { execFileSync, spawnSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const top = path.resolve(__dirname, "../../..");
const out = path.resolve(top, process.env.OUT || "out");
const samples = path.join(top, "tests/articles");

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "kharita-test-"));
process.on("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
const at = (name) => path.join(folder, name);

/* Any program's standard output; throws where it fails. */
const call = (program, ...args) =>
    execFileSync(program, args, { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] });
const kharita = (...args) => call(path.join(out, "kharita"), ...args);
const has = (program) => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;

/* A record of JSON lines as the columns that tables have. */
function columnsOf(record) {
    const row = {};
    for (const [key, value] of Object.entries(record)) {
        if (key === "geometry") continue;
        if (key === "trigger") for (const [part, of] of Object.entries(value)) row[`trigger_${part}`] = of;
        else row[key] = value;
    }
    return row;
}

/* The incidents of articles in the order in which `extract` tells them. */
function incidentsOf(articles, ...options) {
    const lines = kharita("extract", articles, "--quiet", "--format", "jsonl", ...options).split("\n");
    return lines.filter(Boolean).map((line) => JSON.parse(line));
}

module.exports = { top, out, samples, folder, at, call, kharita, has, columnsOf, incidentsOf };
