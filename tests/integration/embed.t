#!/usr/bin/env node
/* The figure that a CMS takes, in a page of Chromium: which picture is fetched for which screen, whether all are the
 * same drawing, and what is said to those who do not see it. Prints TAP. */
"use strict";
const fs = require("node:fs");
const { kharita, at, samples } = require("./lib/program.js");
const { ok, none, same, run } = require("./lib/tap.js");
const { serve, launch, open, picture } = require("./lib/browser.js");

const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/* An article as a newsroom's site sets it. */
function writePage(language) {
    kharita("map", samples, "--quiet", "--embed", "--lang", language, "-o", at(`map-${language}.png`));
    const figure = fs.readFileSync(at(`map-${language}.html`), "utf8"), arabic = language === "ar";
    fs.writeFileSync(at(`page-${language}.html`), `<!DOCTYPE html><html lang="${language}" dir="${arabic ? "rtl" : "ltr"}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${arabic ? "مقالة" : "An article"}</title>
<style>body { margin: 0 auto; max-width: 1200px; padding: 0 1rem; font: 17px/1.7 "Noto Sans", "Noto Sans Arabic", sans-serif } figure { margin: 1rem 0 } figcaption { font-size: .85em }</style></head>
<body><main><h1>${arabic ? "عنوان المقالة" : "The title of the article"}</h1><p>${arabic ? "فقرة قبل الخريطة." : "A paragraph before the map."}</p>
${figure}<p>${arabic ? "فقرة بعدها." : "And one behind it."}</p></main></body></html>`);
    return figure;
}

const shown = (page) => page.$eval("figure.kharita img", async (image) => {
    await image.decode();
    return { source: decodeURIComponent(image.currentSrc.split("/").pop()), natural: [image.naturalWidth, image.naturalHeight], box: [image.clientWidth, image.clientHeight] };
});

async function testScreens(browser, server, language) {
    for (const [width, density, wanted, size] of [
        [1280, 1, `map-${language}.webp`, [1200, 675]], [1280, 2, `map-${language}@2x.webp`, [1200, 675]],
        [390, 1, `map-${language}-phone.webp`, [400, 560]], [390, 3, `map-${language}-phone@2x.webp`, [400, 560]], [700, 1, `map-${language}.webp`, [1200, 675]],
    ]) {
        const name = `${language}, ${width} px at ${density}x`;
        const page = await open(browser, `${server}/page-${language}.html`, { viewport: { width, height: 900 }, deviceScaleFactor: density });
        const image = await shown(page);
        same([image.source, image.natural], [wanted, size], `${name}: the drawing for it`);
        ok(Math.abs(image.box[0] / image.box[1] - size[0] / size[1]) < 0.01 && image.box[0] <= width, `${name}: not squeezed`, JSON.stringify(image));
        ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `${name}: nothing sticks out`);
        none(page.said, `${name}: nothing is missing`);
        if (density === 1 && width !== 700) await picture(page, `embed-${language}-${width}`);
        await page.context().close();
    }
}

/* The room for the picture is kept while it loads. */
async function testRoom(browser, server, language) {
    const page = await open(browser, "about:blank");
    await page.route(/\.(webp|png)$/, () => {}); /* never answered */
    await page.goto(`${server}/page-${language}.html`, { waitUntil: "domcontentloaded" });
    const [width, height] = await page.$eval("figure.kharita img", (e) => [e.clientWidth, e.clientHeight]);
    ok(Math.abs(width / height - 1200 / 675) < 0.01, `${language}: the page keeps room for the picture`, `${width} by ${height}`);
    await page.context().close();
}

async function testWords(browser, server, language) {
    const page = await open(browser, `${server}/page-${language}.html`);
    const words = await page.$eval("figure.kharita", (figure) => ({ alt: figure.querySelector("img").alt, caption: figure.querySelector("figcaption").innerText, lang: figure.lang }));
    const letters = language === "ar" ? /[ء-ي]/g : /[A-Za-z]/g;
    ok(words.alt.length > 30 && words.alt.length <= 150 && words.alt.match(letters).length > 20, `${language}: the alternative text says in its language what the map shows (${words.alt.length} letters)`, words.alt);
    ok(/OpenStreetMap/.test(words.caption), `${language}: the credit is said`);
    same(words.lang, language, `${language}: and in which language`);
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => axe.run());
    none(violations.map((v) => `${v.id}: ${v.nodes[0].html}`), `${language}: axe finds no fault in the page around it`);
    await page.context().close();
}

/* A browser that knows WebP and one that does not show the same picture. */
async function testPixels(browser, server, language) {
    const page = await open(browser, `${server}/page-${language}.html`);
    for (const name of [`map-${language}`, `map-${language}@2x`, `map-${language}-phone`, `map-${language}-phone@2x`]) {
        const different = await page.evaluate(async (stem) => {
            const pixels = async (address) => {
                const image = await createImageBitmap(await (await fetch(address)).blob());
                const canvas = new OffscreenCanvas(image.width, image.height), context = canvas.getContext("2d");
                context.drawImage(image, 0, 0);
                return context.getImageData(0, 0, image.width, image.height).data;
            };
            const [a, b] = [await pixels(`${stem}.png`), await pixels(`${stem}.webp`)];
            return a.length === b.length ? a.reduce((n, value, i) => n + (value !== b[i]), 0) : -1;
        }, encodeURIComponent(name));
        same(different, 0, `${name}: WebP and PNG are the same picture`);
    }
    ok(fs.statSync(at(`map-${language}.png`)).size < 150_000, `${language}: 1200 by 675 in less than 150 KB`);
    await page.context().close();
}

run(async () => {
    const browser = await launch(), [server, listening] = await serve();
    try {
        for (const language of ["ar", "en"]) {
            const figure = writePage(language);
            none([...figure.matchAll(/srcset="([^"]*)"/g)].flatMap(([, set]) => set.split(", ")).map((one) => decodeURIComponent(one.split(" ")[0])).filter((file) => !fs.existsSync(at(file))), `${language}: every picture that is named is there`);
            await testScreens(browser, server, language);
            await testRoom(browser, server, language);
            await testWords(browser, server, language);
            await testPixels(browser, server, language);
        }
    } finally {
        await browser.close();
        listening.close();
    }
});
