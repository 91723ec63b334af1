//! What is made of samples.

/// The one in the middle; of an even number the higher of the two, as the measuring programs in Node have it.
pub(super) fn median(samples: &[f64]) -> Option<f64> {
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied()
}

/// How a cost grows with a size.
#[derive(Debug, PartialEq)]
pub(super) struct Growth {
    /// 1 is linear, 2 is quadratic.
    pub(super) exponent: f64,
    /// The cost of one more.
    pub(super) each: f64,
    /// How much of it a straight line explains: 1 is all.
    pub(super) explained: f64,
}

/// Fits a straight line to costs by size, and a power to both. `None` with fewer than three.
pub(super) fn growth(points: &[(f64, f64)]) -> Option<Growth> {
    if points.len() < 3 {
        return None;
    }
    let (each, start) = line(points);
    let mean = points.iter().map(|(_, cost)| cost).sum::<f64>() / points.len() as f64;
    let off = |predicted: &dyn Fn(f64) -> f64| -> f64 {
        let squares = points
            .iter()
            .map(|(size, cost)| (cost - predicted(*size)).powi(2));
        squares.sum()
    };
    let logarithms: Vec<_> = points.iter().map(|(x, y)| (x.ln(), y.ln())).collect();
    Some(Growth {
        exponent: line(&logarithms).0,
        each,
        explained: 1.0 - off(&|size| start + each * size) / off(&|_| mean),
    })
}

/// Slope and start of the straight line with the least squares.
fn line(points: &[(f64, f64)]) -> (f64, f64) {
    let count = points.len() as f64;
    let mean = |of: &dyn Fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(&|point| point.0), mean(&|point| point.1));
    let slope = mean(&|point| (point.0 - x) * (point.1 - y)) / mean(&|point| (point.0 - x).powi(2));
    (slope, y - slope * x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0]), Some(4.0));
        assert_eq!(median(&[]), None);
    }

    #[test]
    fn linear_and_quadratic_are_told_apart() {
        let sizes = [100.0, 1000.0, 10000.0];
        let linear = growth(&sizes.map(|size| (size, 3.0 * size))).unwrap();
        assert!((linear.exponent - 1.0).abs() < 1e-9, "{linear:?}");
        assert!((linear.each - 3.0).abs() < 1e-9, "{linear:?}");
        assert!(linear.explained > 0.999_999, "{linear:?}");
        let quadratic = growth(&sizes.map(|size| (size, size * size))).unwrap();
        assert!((quadratic.exponent - 2.0).abs() < 1e-9, "{quadratic:?}");
        assert!(quadratic.explained < linear.explained);
        assert_eq!(growth(&[(1.0, 1.0), (2.0, 2.0)]), None);
    }
}
