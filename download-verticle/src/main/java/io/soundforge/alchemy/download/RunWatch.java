package io.soundforge.alchemy.download;

import io.soundforge.alchemy.download.provider.Watch;
import io.soundforge.alchemy.platform.jobs.JobRun;
import java.util.concurrent.Callable;

/** An attempt as providers see it: their share of its progress, and its stop. */
record RunWatch(JobRun run) implements Watch {
    @Override
    public void progress(double fraction) {
        run.progress(AudioIntake.SHARE * Math.min(1, Math.max(0, fraction)), "fetching");
    }

    @Override
    public void onStop(Runnable action) {
        run.onStop(action);
    }

    @Override
    public <T> T interruptibly(Callable<T> work) throws Exception {
        return run.interruptibly(work);
    }
}
