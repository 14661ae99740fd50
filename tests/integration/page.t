#!/usr/bin/env node
/* The report in a real Chromium: from a folder and from a server, at three widths, in both languages, with mouse,
 * keyboard and without script, on paper; and what axe-core says of it. Pictures go to out/integration/. Prints TAP. */
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { kharita, at, samples } = require("./lib/program.js");
const { ok, none, same, run } = require("./lib/tap.js");
const { serve, launch, open, picture, pictures } = require("./lib/browser.js");

const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const WIDTHS = [320, 768, 1280];

/* The faults of a page that matter; what axe cannot judge it leaves to the eye. */
async function faults(page) {
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => axe.run({ resultTypes: ["violations"] }));
    return violations.filter((v) => ["serious", "critical", "moderate"].includes(v.impact))
        .flatMap((v) => v.nodes.map((node) => `${v.id} (${v.impact}): ${node.html.slice(0, 160)} ${node.failureSummary}`));
}

const isSeen = (page, selector) => page.$eval(selector, (e) => e.getClientRects().length > 0);

/* ---- how it looks ---- */

async function testWidth(browser, address, language, width, from) {
    const name = `${language}, ${width} px, ${from}`;
    const page = await open(browser, address, { viewport: { width, height: 900 } });
    same([page.asked, page.said], [[address], []], `${name}: it asks for nothing else and complains of nothing`);
    ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `${name}: nothing sticks out`);
    same([await isSeen(page, ".map.narrow"), await isSeen(page, ".map.wide")], [width <= 640, width > 640], `${name}: the drawing that fits`);
    none(await faults(page), `${name}: axe finds no fault`);
    if (from === "file") await picture(page, `report-${language}-${width}`);
    await page.context().close();
}

async function testNight(browser, address, language) {
    const page = await open(browser, address, { colorScheme: "dark" });
    none(await faults(page), `${language}: by night, axe finds no fault`);
    await page.$eval("#incidents", (e) => e.scrollIntoView());
    await picture(page, `report-${language}-night`);
    await page.context().close();
}

/* Where the first column and the title stand, and which way articles run. */
async function testDirection(browser, address, language) {
    const page = await open(browser, address);
    const side = (selector) => page.$eval(selector, (e) => {
        const range = document.createRange(), box = e.parentElement.getBoundingClientRect();
        range.selectNodeContents(e);
        const text = range.getBoundingClientRect();
        return box.right - text.right < text.left - box.left ? "right" : "left";
    });
    const own = language === "ar" ? "right" : "left";
    same(await side("h1"), own, `${language}: the title stands ${own}`);
    const cells = await page.$$eval("table.incidents tbody tr:first-child > *", (all) => all.map((c) => c.getBoundingClientRect().x));
    ok(language === "ar" ? cells[0] > cells.at(-1) : cells[0] < cells.at(-1), `${language}: the first column stands ${own}`);
    same(await page.$eval("article p[lang=ar]", (e) => getComputedStyle(e).direction), "rtl", `${language}: articles run from right to left`);
    same(await page.$eval("html", (e) => [e.lang, e.dir]), language === "ar" ? ["ar", "rtl"] : ["en", "ltr"], `${language}: the page says so itself`);
    await page.context().close();
}

/* ---- what it does ---- */

const chosen = (page) => page.evaluate(() => ({
    rows: [...document.querySelectorAll("tr.chosen")].map((row) => row.id),
    sentences: [...document.querySelectorAll(".event.chosen")].map((e) => e.id).filter(Boolean),
    symbols: [...document.querySelectorAll("svg .chosen")].map((e) => e.id).filter((id) => id.startsWith("map-")),
    told: document.getElementById("chosen").innerText.trim(),
}));

async function testMouse(browser, address, language) {
    const page = await open(browser, address);
    const symbols = await page.$$eval(".map.wide .symbol", (all) => all.map((e) => e.id));
    ok(symbols.length > 20, `${language}: the map has symbols that can be chosen (${symbols.length})`);
    const bare = await page.$$eval(".map.wide .symbol", (all) => all.filter((e) => !e.querySelector("title")?.textContent).map((e) => e.id));
    none(bare, `${language}: every symbol has a tooltip`);
    same(await page.$$eval(".map > svg", (all) => all.map((svg) => svg.getAttribute("aria-labelledby").split(" ").every((id) => document.getElementById(id)?.textContent))), [true, true], `${language}: both drawings have a title and a description`);
    const silent = [];
    for (const id of symbols) {
        await page.$eval(`#${CSS(id)}`, (e) => e.dispatchEvent(new MouseEvent("click", { bubbles: true })));
        const now = await chosen(page);
        if (!now.rows.length || !now.sentences.length || !/[ء-ي]{3}/.test(now.told) || !now.symbols.includes(id)) silent.push(id);
    }
    none(silent, `${language}: every symbol shows its rows, sentences and evidence`);
    await page.keyboard.press("Escape"); /* the evidence lies over the lower part of the window */
    const symbol = await page.$(".map.wide .symbol:not([id*='-dot'])");
    await symbol.scrollIntoViewIfNeeded();
    const box = await symbol.boundingBox();
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    ok((await chosen(page)).rows.length > 0, `${language}: a click of the mouse reaches a symbol`);
    ok(await page.$eval("#chosen blockquote", (e) => { const b = e.getBoundingClientRect(); return b.top >= 0 && b.top < innerHeight - 20; }), `${language}: its evidence comes into view`);
    ok(await isUncovered(page, await symbol.evaluate((e) => e.id)), `${language}: and does not cover the symbol`);
    none(await faults(page), `${language}: with evidence shown, axe finds no fault`);
    await picture(page, `report-${language}-chosen`);
    const nothing = { rows: [], sentences: [], symbols: [], told: "" };
    await page.keyboard.press("Escape");
    same(await chosen(page), nothing, `${language}: Escape lets go`);
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await page.click("#chosen button");
    same(await chosen(page), nothing, `${language}: and so does the button`);

    const lost = [], sentences = await page.$$eval(".event[data-i]:not(.left)", (all) => [...new Set(all.map((e) => e.id).filter(Boolean))]);
    for (const id of sentences) {
        await page.$eval(`#${id}`, (e) => e.dispatchEvent(new MouseEvent("click", { bubbles: true })));
        const now = await chosen(page);
        const seen = await page.evaluate(() => { const b = document.querySelector(".map.wide").getBoundingClientRect(); return b.top < innerHeight && b.bottom > 0; });
        if (!now.symbols.length || !now.sentences.includes(id) || !seen) lost.push(`${id}: ${JSON.stringify(now).slice(0, 120)}`);
    }
    ok(sentences.length > 10, `${language}: there are sentences to click`);
    none(lost, `${language}: every sentence shows its symbol, and the map comes into view`);
    await page.context().close();
}

const isUncovered = (page, id) => page.evaluate((symbol) => {
    const bottom = document.getElementById(symbol).getBoundingClientRect().bottom;
    return bottom <= document.getElementById("chosen").getBoundingClientRect().top + 1 && bottom > 0;
}, id);

/* An id as a selector has it. */
const CSS = (id) => id.replace(/[^\w-]/g, (sign) => `\\${sign}`);

async function testKeyboard(browser, address, language) {
    const page = await open(browser, address);
    await page.keyboard.press("Tab");
    same(await page.evaluate(() => document.activeElement.className), "skip", `${language}: the first stop leads past the map`);
    ok(await page.$eval(".skip", (e) => { const b = e.getBoundingClientRect(); return b.left >= 0 && b.right <= innerWidth && b.top >= 0; }), `${language}: and is seen`);
    await page.keyboard.press("Enter");
    same(new URL(page.url()).hash, "#incidents", `${language}: to the table`);

    await page.goto(address);
    const stops = [], unmarked = [];
    for (let i = 0; i < 400; i++) {
        await page.keyboard.press("Tab");
        const at = await page.evaluate(() => {
            const e = document.activeElement, style = getComputedStyle(e);
            return { id: e.id, inMap: Boolean(e.closest("svg")), name: e.getAttribute("aria-label") || e.textContent.trim(), ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0, end: e === document.body };
        });
        if (at.end) break;
        stops.push(at);
        if (!at.ring || !at.name) unmarked.push(at);
    }
    none(unmarked, `${language}: every stop has a name and a ring around it (${stops.length})`);
    const inMap = stops.filter((s) => s.inMap).map((s) => s.id);
    same(inMap, await page.$$eval(".map.wide .symbol", (all) => all.map((e) => e.id)), `${language}: Tab goes through all symbols of the map that is seen`);
    for (const key of ["Enter", "Space"]) {
        await page.keyboard.press("Escape");
        await page.focus(`#${CSS(inMap[0])}`);
        await page.keyboard.press(key);
        const now = await chosen(page);
        ok(now.symbols.includes(inMap[0]) && /[ء-ي]{3}/.test(now.told), `${language}: ${key} chooses a symbol`, JSON.stringify(now));
        ok(await isUncovered(page, inMap[0]), `${language}: which its evidence does not cover`);
    }
    same(await page.$eval("#chosen", (e) => e.getAttribute("role")), "status", `${language}: its evidence is read out`);

    const head = await page.$("table.incidents thead th:nth-child(4) button");
    await head.focus();
    await page.keyboard.press("Enter");
    const column = () => page.$$eval("table.incidents tbody tr", (rows) => rows.map((row) => row.cells[3].dataset.sort ?? row.cells[3].textContent.trim()));
    const sorted = (list) => [...list].sort(new Intl.Collator(language, { numeric: true }).compare);
    const up = await column();
    same(up, sorted(up), `${language}: a column is sorted`);
    await page.keyboard.press("Enter");
    const down = await column();
    same([down.length, down[0], await page.$eval("table.incidents thead th:nth-child(4)", (e) => e.getAttribute("aria-sort"))], [up.length, up.at(-1), "descending"], `${language}: and the other way`);
    await page.context().close();
}

/* ---- without script, on paper ---- */

async function testPlain(browser, address, language) {
    const scripted = await open(browser, address), plain = await open(browser, address, { javaScriptEnabled: false });
    const words = (page) => page.locator("#texts").innerText();
    same(await words(plain), await words(scripted), `${language}: without script the articles read the same`);
    same(await plain.locator("table.incidents tbody tr").count(), await scripted.locator("table.incidents tbody tr").count(), `${language}: and the table is there`);
    await plain.locator("table.incidents tbody tr:first-child a[href^='#s-']").click();
    ok(await plain.locator(".event:target").count() === 1, `${language}: its links lead to the evidence`);
    ok(!(await plain.locator(".scripted-only").first().isVisible()), `${language}: nothing is promised that does not work`);
    await plain.context().close();
    await scripted.context().close();
}

async function testPrint(browser, address, language) {
    const page = await open(browser, address);
    await page.emulateMedia({ media: "print" });
    same([await isSeen(page, ".skip"), await isSeen(page, "thead button"), await isSeen(page, ".map.wide"), await isSeen(page, "table.incidents")],
        [false, false, true, true], `${language}: on paper, the map and the table, and no buttons`);
    const pdf = await page.pdf({ format: "A4", margin: { top: "15mm", bottom: "15mm", left: "12mm", right: "12mm" } });
    fs.writeFileSync(path.join(pictures, `report-${language}.pdf`), pdf);
    const n = (pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) || []).length;
    ok(n >= 2 && n <= 20, `${language}: printed on ${n} pages`);
    const wide = await page.evaluate(() => { document.body.style.width = "186mm"; return [...document.querySelectorAll("table")].map((t) => t.getBoundingClientRect().width - t.parentElement.getBoundingClientRect().width); });
    ok(wide.every((more) => more <= 1), `${language}: tables fit the paper`, JSON.stringify(wide));
    await page.context().close();
}

run(async () => {
    const browser = await launch(), [server, listening] = await serve();
    try {
        for (const language of ["ar", "en"]) {
            const name = `report-${language}.html`;
            kharita("report", samples, "--quiet", "--lang", language, "-o", at(name));
            const file = `file://${at(name)}`;
            for (const width of WIDTHS) {
                await testWidth(browser, file, language, width, "file");
                await testWidth(browser, `${server}/${name}`, language, width, "localhost");
            }
            await testNight(browser, file, language);
            await testDirection(browser, file, language);
            await testMouse(browser, file, language);
            await testKeyboard(browser, `${server}/${name}`, language);
            await testPlain(browser, file, language);
            await testPrint(browser, file, language);
        }
    } finally {
        await browser.close();
        listening.close();
    }
});
