//! Numbers print as RFC 8785 says, by its Appendix B.

use crate::canonical::{MAX_INTEGER, to_string};

/// IEEE 754 bits and their printed form: RFC 8785, Appendix B.
const APPENDIX_B: &[(u64, &str)] = &[
    (0x0000_0000_0000_0000, "0"),
    (0x8000_0000_0000_0000, "0"),
    (0x0000_0000_0000_0001, "5e-324"),
    (0x8000_0000_0000_0001, "-5e-324"),
    (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
    (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"),
    (0x4340_0000_0000_0000, "9007199254740992"),
    (0xc340_0000_0000_0000, "-9007199254740992"),
    (0x4430_0000_0000_0000, "295147905179352830000"),
    (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
    (0x44b5_2d02_c7e1_4af6, "1e+23"),
    (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
    (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
    (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
    (0x444b_1ae4_d6e2_ef50, "1e+21"),
    (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
    (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
    (0x41b3_de43_5555_5553, "333333333.3333332"),
    (0x41b3_de43_5555_5554, "333333333.33333325"),
    (0x41b3_de43_5555_5555, "333333333.3333333"),
    (0x41b3_de43_5555_5556, "333333333.3333334"),
    (0x41b3_de43_5555_5557, "333333333.33333343"),
    (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
    (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
];

#[test]
fn doubles_print_as_the_table_of_the_rfc() {
    for (bits, printed) in APPENDIX_B {
        assert_eq!(to_string(&f64::from_bits(*bits)).unwrap(), *printed, "{bits:016x}");
    }
}

#[test]
fn doubles_that_are_not_finite_are_refused() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(to_string(&number).is_err(), "{number}");
    }
    assert!(to_string(&f32::NAN).is_err());
}

#[test]
fn integers_print_up_to_what_a_double_holds_and_no_further() {
    let limit = i64::try_from(MAX_INTEGER).unwrap();
    assert_eq!(to_string(&MAX_INTEGER).unwrap(), "9007199254740991");
    assert_eq!(to_string(&-limit).unwrap(), "-9007199254740991");
    assert_eq!(to_string(&i128::from(limit)).unwrap(), "9007199254740991");
    assert!(to_string(&(MAX_INTEGER + 1)).is_err());
    assert!(to_string(&(-limit - 1)).is_err());
    assert!(to_string(&u64::MAX).is_err());
    assert!(to_string(&i64::MIN).is_err());
    assert!(to_string(&u128::MAX).is_err());
    assert!(to_string(&i128::MIN).is_err());
}
