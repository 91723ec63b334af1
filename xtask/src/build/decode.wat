;; Makes bytes of the text that encode.rs writes, in place.
;;
;;      0   what byte each code stands for
;;   8192   the text; from there on, the bytes
(module
  (memory (export "memory") 4)
  ;; How many codes were read, the 256 of the table included.
  (func (export "decode") (param $length i32) (result i32)
    (local $at i32) (local $read i32) (local $code i32)
    (loop $codes
      (local.set $code (i32.load8_u offset=8192 (local.get $at)))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      ;; `:` and `;` start a code of two characters.
      (if (i32.eq (i32.and (local.get $code) (i32.const 0xfe)) (i32.const 58))
        (then
          (local.set $code
            (i32.add
              (i32.mul (local.get $code) (i32.const 128))
              (i32.load8_u offset=8192 (local.get $at))))
          (local.set $at (i32.add (local.get $at) (i32.const 1)))))
      (if (i32.lt_u (local.get $read) (i32.const 256))
        (then (i32.store8 (local.get $code) (local.get $read)))
        ;; 8192 - 256: a byte never gets ahead of its own code.
        (else (i32.store8 offset=7936 (local.get $read) (i32.load8_u (local.get $code)))))
      (local.set $read (i32.add (local.get $read) (i32.const 1)))
      (br_if $codes (i32.lt_u (local.get $at) (local.get $length))))
    (local.get $read)))
