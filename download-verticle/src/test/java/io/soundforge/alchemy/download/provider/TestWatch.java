package io.soundforge.alchemy.download.provider;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A watch that tells what it heard and can be told to stop. */
public final class TestWatch implements Watch {
    private final List<Double> heard = new CopyOnWriteArrayList<>();
    private final List<Runnable> actions = new CopyOnWriteArrayList<>();
    private final CountDownLatch working = new CountDownLatch(1);

    public List<Double> heard() {
        return heard;
    }

    /** Opens when interruptible work has begun. */
    public CountDownLatch working() {
        return working;
    }

    public void stop() {
        actions.forEach(Runnable::run);
    }

    @Override
    public void progress(double fraction) {
        heard.add(fraction);
    }

    @Override
    public void onStop(Runnable action) {
        actions.add(action);
    }

    @Override
    public <T> T interruptibly(Callable<T> work) throws Exception {
        Thread thread = Thread.currentThread();
        Runnable interrupt = thread::interrupt;
        actions.add(interrupt);
        working.countDown();
        try {
            return work.call();
        } finally {
            actions.remove(interrupt);
            Thread.interrupted();
        }
    }
}
