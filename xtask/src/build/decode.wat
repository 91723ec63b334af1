;; Makes bytes of the text that encode.rs writes, in place.
;;
;;        0   the text; the bytes replace it from the 256th on, for the codes before that are the table's
;;   131072   what byte each code stands for
(module
  (memory (export "m") 3)
  ;; Gives how many codes there are: where the bytes end.
  (func (export "d") (param $length i32) (result i32)
    (local $at i32) (local $read i32) (local $code i32)
    (loop $codes
      ;; `:` and `;` start a code of two characters.
      (if
        (i32.eq
          (i32.and
            (local.tee $code (i32.load8_u (local.get $at)))
            (i32.const 0x7e))
          (i32.const 58))
        (then
          (local.set $code
            (i32.add
              (i32.shl (local.get $code) (i32.const 7))
              (i32.load8_u
                (local.tee $at (i32.add (local.get $at) (i32.const 1))))))))
      (if (i32.shr_u (local.get $read) (i32.const 8))
        ;; A byte never gets ahead of its own code.
        (then (i32.store8 (local.get $read) (i32.load8_u offset=131072 (local.get $code))))
        (else (i32.store8 offset=131072 (local.get $code) (local.get $read))))
      (local.set $read (i32.add (local.get $read) (i32.const 1)))
      (br_if $codes
        (i32.lt_u
          (local.tee $at (i32.add (local.get $at) (i32.const 1)))
          (local.get $length))))
    (local.get $read)))
