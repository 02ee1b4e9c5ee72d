package io.soundforge.alchemy.platform.jobs;

/**
 * What this process has done with jobs since it started; how much work there is tells {@link QueueDepths}.
 *
 * @param claims how often it looked for work
 * @param claimed how many jobs it took
 * @param claimMedianMillis how long a look took, at most, in half of the cases
 * @param claimSlowMillis how long a look took, at most, in 99 of 100 cases
 * @param completed attempts that succeeded
 * @param failed attempts that did not, whether or not another follows
 * @param snoozed attempts that were put off
 * @param rescued jobs taken from workers that were gone
 * @param leasesLost attempts whose job somebody else had taken
 * @param timedOut attempts stopped because they took too long or said nothing
 */
public record QueueFigures(
        long claims,
        long claimed,
        double claimMedianMillis,
        double claimSlowMillis,
        long completed,
        long failed,
        long snoozed,
        long rescued,
        long leasesLost,
        long timedOut) {}
