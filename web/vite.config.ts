import { defineConfig } from "vite";

// Everything is a file of its own: the content security policy allows nothing inline.
export default defineConfig({
  build: {
    outDir: "../src/vedette/publish/site/built",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
  },
});
