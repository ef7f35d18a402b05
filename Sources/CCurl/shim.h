#ifndef PILSUN_CCURL_SHIM_H
#define PILSUN_CCURL_SHIM_H

#include <curl/curl.h>

// Swift imports neither curl's variadic functions nor the macros that stand before them for type checks.

static inline CURLcode pilsun_curl_set_long(CURL *easy, CURLoption option, long value) {
    return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode pilsun_curl_set_size(CURL *easy, CURLoption option, curl_off_t value) {
    return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode pilsun_curl_set_text(CURL *easy, CURLoption option, const char *value) {
    return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode pilsun_curl_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
    return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode pilsun_curl_set_pointer(CURL *easy, CURLoption option, void *value) {
    return (curl_easy_setopt)(easy, option, value);
}

// CURLOPT_WRITEFUNCTION, _HEADERFUNCTION and _READFUNCTION have one type.
typedef size_t (*pilsun_curl_bytes)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode pilsun_curl_set_bytes(CURL *easy, CURLoption option, pilsun_curl_bytes function) {
    return (curl_easy_setopt)(easy, option, function);
}

static inline CURLcode pilsun_curl_response_code(CURL *easy, long *code) {
    return (curl_easy_getinfo)(easy, CURLINFO_RESPONSE_CODE, code);
}

static inline CURLcode pilsun_curl_private(CURL *easy, void **context) {
    return (curl_easy_getinfo)(easy, CURLINFO_PRIVATE, context);
}

static inline CURLMcode pilsun_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return (curl_multi_setopt)(multi, option, value);
}

static inline CURLMcode pilsun_curl_multi_set_socket(CURLM *multi, curl_socket_callback function, void *context) {
    CURLMcode code = (curl_multi_setopt)(multi, CURLMOPT_SOCKETFUNCTION, function);
    return code ? code : (curl_multi_setopt)(multi, CURLMOPT_SOCKETDATA, context);
}

static inline CURLMcode pilsun_curl_multi_set_timer(CURLM *multi, curl_multi_timer_callback function, void *context) {
    CURLMcode code = (curl_multi_setopt)(multi, CURLMOPT_TIMERFUNCTION, function);
    return code ? code : (curl_multi_setopt)(multi, CURLMOPT_TIMERDATA, context);
}

// The transfer that is done next, or NULL; the message's union is out of Swift's reach by name.
static inline CURL *pilsun_curl_multi_done(CURLM *multi, CURLcode *result) {
    int left;
    CURLMsg *message;
    while ((message = curl_multi_info_read(multi, &left))) {
        if (message->msg != CURLMSG_DONE) continue;
        *result = message->data.result;
        return message->easy_handle;
    }
    return NULL;
}

#endif
