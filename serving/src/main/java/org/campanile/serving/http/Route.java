package org.campanile.serving.http;

import io.javalin.http.HandlerType;

/**
 * Where a call is found.
 *
 * @param path without parameters
 */
record Route(HandlerType method, String path, Access access, Call call) {
    static Route get(String path, Access access, Call call) {
        return new Route(HandlerType.GET, path, access, call);
    }

    static Route post(String path, Access access, Call call) {
        return new Route(HandlerType.POST, path, access, call);
    }
}
