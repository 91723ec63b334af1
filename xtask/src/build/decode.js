export function decode(text) {
    var bytes = new Uint8Array(text.length);
    var byteOf = new Uint8Array(8192);
    var at = 0;
    var count = -256;
    while (at < text.length) {
        var code = text.charCodeAt(at++);
        if (code == 58 || code == 59) {
            code = code * 128 + text.charCodeAt(at++);
        }
        if (count < 0) {
            byteOf[code] = count + 256;
        } else {
            bytes[count] = byteOf[code];
        }
        count++;
    }
    return bytes.subarray(0, count);
}
