function passStringToWasm0(arg, malloc, realloc) {
    // Nearly always ASCII: as many bytes as characters.
    let room = arg.length;
    let ptr = malloc(room, 1) >>> 0;
    let { read, written } = cachedTextEncoder.encodeInto(arg, getUint8ArrayMemory0().subarray(ptr, ptr + room));
    if (read < room) {
        const rest = arg.slice(read);
        ptr = realloc(ptr, room, room = written + rest.length * 3, 1) >>> 0;
        written += cachedTextEncoder.encodeInto(rest, getUint8ArrayMemory0().subarray(ptr + written, ptr + room)).written;
        ptr = realloc(ptr, room, written, 1) >>> 0;
    }
    WASM_VECTOR_LEN = written;
    return ptr;
}
