-- wrk: pages of the feed from its beginning, LIMIT events each.
local headers = { ["Authorization"] = "Bearer " .. os.getenv("KEY") }
function request()
  return wrk.format("GET", "/events?limit=" .. os.getenv("LIMIT"), headers)
end
function done(summary, latency, requests)
  local rate = summary.requests / summary.duration * 1e6
  io.write(string.format("%.1f pages of %s events a second, p99 %.2f ms, errors %d\n", rate, os.getenv("LIMIT"), latency:percentile(99) / 1000, summary.errors.status + summary.errors.timeout + summary.errors.read))
end
