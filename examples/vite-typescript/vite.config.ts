import { defineConfig } from "vite";

export default defineConfig({
  // It works below any path.
  base: "./",
  build: { target: "es2022", rolldownOptions: { input: ["index.html", "proxy.html"] } },
});
