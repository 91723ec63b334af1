
export function initAsync(source) {
    return Promise.resolve(source).then(function (given) {
        return given.arrayBuffer ? given.arrayBuffer() : given;
    }).then(function (bytes) {
        return wasm || WebAssembly.instantiate(bytes, __wbg_get_imports()).then(function (made) {
            return wasm || __wbg_finalize_init(made.instance, made.module);
        });
    });
}
