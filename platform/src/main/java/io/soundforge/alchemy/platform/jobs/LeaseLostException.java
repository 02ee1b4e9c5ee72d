package io.soundforge.alchemy.platform.jobs;

/** The job was taken away from this worker in the meantime: nothing it wrote in this transaction counts. */
final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLostException(Lease lease) {
        super("the lease " + lease.token() + " of job " + lease.job() + " is no longer held");
    }
}
