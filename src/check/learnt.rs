//! What reading teaches: order, values and ids repeat from row to row.

use crate::shape::Shape;

/// What some rows teach about the next one, and an answer about the next answer. It changes how long reading takes, and nothing else.
#[derive(Debug)]
pub(crate) struct Learnt {
    pub(super) orders: Vec<Order>,
    /// Which of its possible texts the property at each position had last, in whatever shape: shapes share the positions.
    pub(super) members: [u8; 64],
    /// The UUID that each property of a row had last: all rows of one house share some. Empty before there are rows; forgotten where a list
    /// begins and where a row is cut off.
    pub(super) ids: Vec<Uuid>,
}

type Uuid = [u8; 36];

impl Default for Learnt {
    fn default() -> Self {
        Self::nothing()
    }
}

impl Learnt {
    pub const fn nothing() -> Self {
        Self {
            orders: Vec::new(),
            members: [0; 64],
            ids: Vec::new(),
        }
    }

    /// The place in `orders` of what is known about a shape.
    pub(super) fn order(&mut self, shape: &'static Shape) -> usize {
        let known = |order: &Order| std::ptr::eq(order.shape, shape);
        if let Some(index) = self.orders.iter().position(known) {
            return index;
        }
        // Until something is seen: as declared.
        let mut next = [[0; 2]; 65];
        for (next, index) in next.iter_mut().zip(0..) {
            *next = [index; 2];
        }
        self.orders.push(Order { shape, next });
        self.orders.len() - 1
    }

    /// Forgets the UUIDs, because those of the last row were not told to whoever reads what comes next.
    pub fn forget_ids(&mut self) {
        self.ids.clear();
        // No text holds this byte.
        self.ids.resize(64, [0xFF; 36]);
    }
}

/// Which property was seen behind which other: servers write them in a stable order.
#[derive(Debug)]
pub(super) struct Order {
    shape: &'static Shape,
    /// At `i`, which property came behind the property `i - 1` (at 0, which came first): the last time, and another time before that.
    pub(super) next: [[u8; 2]; 65],
}
