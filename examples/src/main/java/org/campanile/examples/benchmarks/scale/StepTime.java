package org.campanile.examples.benchmarks.scale;

/**
 * Where the time of a step goes, in seconds, and what it sends.
 *
 * @param compute  of one worker, without exchange
 * @param messages for messages however short: latency, and a processor's work
 * @param transfer for their bytes
 * @param waiting  for the slowest worker
 * @param bytes    that each worker sends, its share of a round's included
 */
record StepTime(double compute, double messages, double transfer, double waiting, double bytes) {
    double seconds() {
        return compute + messages + transfer + waiting;
    }
}
