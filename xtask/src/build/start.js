
// In place of wasm-bindgen's own ways to start, which also fetch, stream and warn. Lowered to ES5 the
// asynchronous one alone would cost a kilobyte of brotli more than these lines.
export function startSync(module) {
    return wasm || __wbg_finalize_init(new WebAssembly.Instance(module, __wbg_get_imports()), module);
}

export function startAsync(source) {
    return Promise.resolve(source).then(function (given) {
        return given.arrayBuffer ? given.arrayBuffer() : given;
    }).then(function (bytes) {
        return wasm || WebAssembly.instantiate(bytes, __wbg_get_imports()).then(function (made) {
            return wasm || __wbg_finalize_init(made.instance, made.module);
        });
    });
}
