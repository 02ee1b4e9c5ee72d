package io.soundforge.alchemy.gateway.live;

import io.soundforge.alchemy.contracts.job.Job;

/** A separation has ended and what could be heard meanwhile is not kept any more. */
final class NoLongerLive extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Job job;

    NoLongerLive(Job job) {
        super(sentence(job), null, false, false);
        this.job = job;
    }

    /** For the caller. */
    String sentence() {
        return sentence(job);
    }

    private static String sentence(Job job) {
        return "the separation is " + job.state().text() + "; its live stems are not kept any more";
    }

    Job job() {
        return job;
    }
}
