#!/usr/bin/env node
/*
 * A map's SVG is the same picture in Chromium, librsvg and Inkscape as our own PNG.
 * Chromium shows the SVG as an <img>, which sees no font but those that it carries. The pixels are compared in the
 * browser, on a canvas. Prints TAP.
 *
 * The measure, at half the size, since Chromium sets the lines of a text on whole pixels: the mean difference of a
 * channel over all pixels, of 255, and the share of pixels in which a channel differs by more than a quarter.
 */
"use strict";
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const { call, kharita, at, samples, has } = require("./lib/program.js");
const { ok, run } = require("./lib/tap.js");
const { serve, launch, open } = require("./lib/browser.js");

const mostMean = 3, mostShare = 0.001;
/* What a page can carry; bytes. */
const mostEmbedded = 120 * 1024, mostOutlined = 400 * 1024;

const drawings = [
    { name: "ar", options: ["--lang", "ar"] },
    { name: "both", options: ["--lang", "both"] },
    { name: "night", options: ["--lang", "en", "--style", "night"] },
    { name: "phone", options: ["--lang", "both", "--size", "phone"] },
    { name: "key", options: ["--lang", "ar", "--size", "print-a4", "--key"] },
    { name: "outline", options: ["--lang", "both", "--svg-text", "outline"] },
];

/* Runs in the page: how two pictures of the server differ. */
async function differenceInPage([left, right]) {
    async function pixels(address, width, height) {
        const image = new Image();
        image.src = address;
        await image.decode();
        const canvas = document.createElement("canvas");
        canvas.width = width || image.naturalWidth;
        canvas.height = height || image.naturalHeight;
        const context = canvas.getContext("2d");
        context.fillStyle = "#fff";
        context.fillRect(0, 0, canvas.width, canvas.height);
        context.drawImage(image, 0, 0, canvas.width, canvas.height);
        return context;
    }
    /* Two by two pixels as one. */
    function halved({ canvas }) {
        const half = document.createElement("canvas").getContext("2d");
        const width = Math.floor(canvas.width / 2), height = Math.floor(canvas.height / 2);
        half.canvas.width = width;
        half.canvas.height = height;
        half.imageSmoothingQuality = "high";
        half.drawImage(canvas, 0, 0, 2 * width, 2 * height, 0, 0, width, height);
        return half.getImageData(0, 0, width, height);
    }
    const whole = await pixels(left), other = await pixels(right, whole.canvas.width, whole.canvas.height);
    const a = halved(whole), b = halved(other);
    let sum = 0, clear = 0;
    for (let i = 0; i < a.data.length; i += 4) {
        let most = 0;
        for (let channel = 0; channel < 3; channel++) {
            const difference = Math.abs(a.data[i + channel] - b.data[i + channel]);
            sum += difference;
            most = Math.max(most, difference);
        }
        if (most > 64) clear++;
    }
    return { mean: sum / (a.width * a.height * 3), share: clear / (a.width * a.height) };
}

/* The other renderers' pictures of a drawing, by their names; those that are not installed are left out. */
function othersOf(name) {
    const svg = at(`${name}.svg`), found = {};
    if (has("rsvg-convert")) {
        call("rsvg-convert", "-o", at(`${name}-librsvg.png`), svg);
        found.librsvg = `${name}-librsvg.png`;
    }
    if (has("inkscape")) {
        /* It tells at length that it does not read the fonts within. */
        execFileSync("inkscape", ["--export-type=png", `--export-filename=${at(`${name}-inkscape.png`)}`, svg], { stdio: "ignore" });
        found.Inkscape = `${name}-inkscape.png`;
    }
    return found;
}

/* The SVG as a page shows it, as a picture of the page: on a canvas it would be drawn before its fonts are there. */
async function asChromiumShows(browser, address, name) {
    fs.writeFileSync(at(`${name}.html`), `<!doctype html><style>body { margin: 0 }</style><img id="map" src="${name}.svg">`);
    const page = await open(browser, `${address}/${name}.html`);
    await page.waitForTimeout(500);
    await page.locator("#map").screenshot({ path: at(`${name}-chromium.png`) });
    await page.context().close();
    return `${name}-chromium.png`;
}

async function main() {
    const [address, server] = await serve();
    const browser = await launch();
    try {
        fs.writeFileSync(at("compare.html"), "<!doctype html><title>pictures compared</title>");
        const page = await open(browser, `${address}/compare.html`);
        for (const { name, options } of drawings) {
            const files = ["png", "svg"].flatMap((ending) => ["-o", at(`${name}.${ending}`)]);
            kharita("map", samples, "--quiet", "--png-colors", "full", ...options, ...files);
            const size = fs.statSync(at(`${name}.svg`)).size, most = name === "outline" ? mostOutlined : mostEmbedded;
            ok(size <= most, `${name}: the SVG is small (${Math.round(size / 1024)} KiB)`);
            const pictures = { Chromium: await asChromiumShows(browser, address, name), ...othersOf(name) };
            for (const [renderer, file] of Object.entries(pictures)) {
                const found = await page.evaluate(differenceInPage, [`${address}/${name}.png`, `${address}/${file}`]);
                const figures = `mean ${found.mean.toFixed(2)} of 255, clearly different ${(100 * found.share).toFixed(2)} %`;
                ok(found.mean <= mostMean && found.share <= mostShare, `${name}: ${renderer} shows the PNG's picture (${figures})`);
            }
        }
    } finally {
        await browser.close();
        server.close();
    }
}

run(main);
