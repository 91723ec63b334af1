// The loop over every byte is wasm, too: in JavaScript it takes milliseconds before the browser has found out that it is
// worth compiling.
export function decode(text) {
    var decoder = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([DECODER]))).exports;
    var memory = new Uint8Array(decoder.m.buffer);
    new TextEncoder().encodeInto(text, memory);
    return memory.subarray(256, decoder.d(text.length));
}
