"use strict";
/* A Chromium that opens our pages from a folder (file://) or from this machine's own server, and notes all that it asks for and says. */
const fs = require("node:fs");
const http = require("node:http");
const path = require("node:path");
const { chromium } = require("playwright-core");
const { folder, out } = require("./program.js");

const pictures = path.join(out, "integration");

/* Serves the tests' folder on a port of its own; resolves to [address, server]. */
function serve() {
    const types = { ".html": "text/html; charset=utf-8", ".png": "image/png", ".svg": "image/svg+xml", ".webp": "image/webp" };
    const server = http.createServer((request, response) => {
        const file = path.join(folder, path.basename(decodeURIComponent(new URL(request.url, "http://localhost").pathname)));
        if (request.url === "/favicon.ico") return response.writeHead(204).end(); /* which browsers ask for unasked */
        if (!fs.existsSync(file)) return response.writeHead(404).end();
        response.writeHead(200, { "Content-Type": types[path.extname(file)] || "application/octet-stream" }).end(fs.readFileSync(file));
    });
    return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve([`http://127.0.0.1:${server.address().port}`, server])));
}

const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none"] });

/* Opens a page; page.asked are the addresses that it fetched, page.said what it complained of. */
async function open(browser, address, options = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
    const page = await context.newPage();
    page.asked = [];
    page.said = [];
    page.on("request", (request) => page.asked.push(request.url()));
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && page.said.push(message.text()));
    page.on("pageerror", (error) => page.said.push(String(error)));
    await page.goto(address);
    return page;
}

async function picture(page, name, options = {}) {
    fs.mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: path.join(pictures, `${name}.png`), ...options });
}

module.exports = { serve, launch, open, picture, pictures };
