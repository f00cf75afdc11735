//! Runs the calls, each in its caller's own context: a call goes on at once, inside the callback of the promise that it waits for. In the
//! queue that wasm-bindgen's futures share, all would go on in the context of the one that woke first: on a server, one person's `headers`
//! would then find another's session (`AsyncLocalStorage`). And that queue uses `queueMicrotask`, which fake timers stop for good.

use std::cell::RefCell;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Wake, Waker};

use js_sys::Promise;
use wasm_bindgen::prelude::*;

type Task = Pin<Box<dyn Future<Output = ()>>>;

thread_local! {
    /// By their numbers; `None`: done, or running just now.
    static TASKS: RefCell<Vec<Option<Task>>> = const { RefCell::new(Vec::new()) };
    /// Numbers of those that are done, to be given again.
    static FREE: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}

/// What wakes a task, by its number.
struct Turn(usize);

impl Wake for Turn {
    fn wake(self: Arc<Self>) {
        run(self.0);
    }
}

/// A promise of what comes out, which begins at once.
pub(super) fn promise(future: impl Future<Output = Result<JsValue, JsValue>> + 'static) -> Promise {
    let mut future = Some(future);
    Promise::new(&mut |resolve, reject| {
        let Some(future) = future.take() else {
            return;
        };
        start(Box::pin(async move {
            let (settle, value) = match future.await {
                Ok(value) => (resolve, value),
                Err(error) => (reject, error),
            };
            let _ = settle.call1(&JsValue::UNDEFINED, &value);
        }));
    })
}

fn start(task: Task) {
    let free = FREE.with_borrow_mut(Vec::pop);
    let number = TASKS.with_borrow_mut(|tasks| {
        let number = free.unwrap_or(tasks.len());
        match tasks.get_mut(number) {
            Some(place) => *place = Some(task),
            None => tasks.push(Some(task)),
        }
        number
    });
    run(number);
}

/// Goes on with a task as far as it can. Promises call back later, never from within: so none is woken while it runs.
fn run(number: usize) {
    let taken = TASKS.with_borrow_mut(|tasks| tasks.get_mut(number).and_then(Option::take));
    let Some(mut task) = taken else {
        return;
    };
    let waker = Waker::from(Arc::new(Turn(number)));
    if task
        .as_mut()
        .poll(&mut Context::from_waker(&waker))
        .is_ready()
    {
        FREE.with_borrow_mut(|free| free.push(number));
        return;
    }
    TASKS.with_borrow_mut(|tasks| {
        if let Some(place) = tasks.get_mut(number) {
            *place = Some(task);
        }
    });
}
