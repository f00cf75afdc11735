//! What reading teaches: order, values and ids repeat from row to row.

use crate::shape::Shape;

/// What some rows teach about the next one, and an answer about the next answer. It changes how long reading takes, and nothing else.
#[derive(Debug)]
pub(crate) struct Learnt {
    pub(super) orders: Vec<Order>,
    /// Which of its possible texts each property had last; of properties of several shapes at one position, of any.
    pub(super) members: [u8; 64],
    /// The UUID that each property of a row had last: in all rows, the house is the same. Empty before there were rows; forgotten where a
    /// list begins.
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

    /// Forgets UUIDs: what the last row had has not been told.
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
    /// Behind the property `i - 1`; at 0, the first one: what came last time, and what came at another time.
    pub(super) next: [[u8; 2]; 65],
}
