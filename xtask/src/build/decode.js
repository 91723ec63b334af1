// The loop over every byte is wasm, too: in JavaScript it takes milliseconds before the browser has found out that it is
// worth compiling.
export function decode(text) {
    var decoder = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([DECODER]))).exports;
    var memory = new Uint8Array(decoder.memory.buffer);
    new TextEncoder().encodeInto(text, memory.subarray(8192));
    return memory.subarray(8192, 7936 + decoder.decode(text.length));
}
